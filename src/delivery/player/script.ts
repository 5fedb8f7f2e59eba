// The player of a screen, as it runs in the browser there. It keeps the last loop and its files, so that it goes on when
// the network is gone and also after the power came back; the key stays on the machine and in no address.

export const SCRIPT = `'use strict'
;(() => {
  const ASK_EVERY_MS = 15000
  const KEY = 'loa-key'
  const LOOP = 'loa-loop'
  const stage = document.getElementById('stage')
  const form = document.getElementById('enter')
  const note = document.getElementById('note')
  const state = document.documentElement.dataset
  const given = new URLSearchParams(location.hash.slice(1)).get('key')
  if (given) {
    localStorage.setItem(KEY, given)
    history.replaceState(null, '', location.pathname)
  }
  const files = new Map()
  const store = 'caches' in window ? caches.open('loa-media') : null
  let entries = []
  let etag = ''
  let shown = null
  let timer = 0

  const nameOf = (url) => url.slice(url.lastIndexOf('/') + 1)
  const auth = () => ({ Authorization: 'Bearer ' + localStorage.getItem(KEY) })

  /** The file as an address of this page, from memory, from the browser's store, from the network. */
  const load = async (url) => {
    if (files.has(url)) return
    const address = new URL('media/' + nameOf(url), location.href).href
    const kept = store && (await (await store).match(address))
    if (kept) return void files.set(url, URL.createObjectURL(await kept.blob()))
    const answer = await fetch(address, { headers: auth() })
    if (!answer.ok) throw new Error(String(answer.status))
    const blob = await answer.blob()
    if (store) await (await store).put(address, new Response(blob))
    files.set(url, URL.createObjectURL(blob))
  }

  const drop = async (wanted) => {
    for (const [url, address] of files) {
      if (wanted.has(url)) continue
      files.delete(url)
      URL.revokeObjectURL(address)
    }
    if (!store) return
    const names = new Set([...wanted].map(nameOf))
    const kept = await store
    for (const request of await kept.keys()) if (!names.has(nameOf(request.url))) await kept.delete(request)
  }

  const playable = () => {
    const now = Date.now()
    const valid = entries.filter(
      ({ startsAt, endsAt, media }) =>
        Date.parse(startsAt) <= now && now < Date.parse(endsAt) && (!media || files.has(media.url)),
    )
    const urgent = valid.filter(({ priority }) => priority === 'urgent')
    return urgent.length > 0 ? urgent : valid
  }
  const keyOf = ({ id, edition, outlet }) => [id, edition, outlet].join(' ')

  /** What cannot be shown: its words, for as long as it would have been there; not the next at once, which may be itself. */
  const sayInstead = (entry) => {
    if (shown !== entry) return
    const caption = captionOf(entry)
    stage.replaceChildren(caption)
    fit(caption)
  }
  const pictureOf = (entry) => {
    const picture = new Image()
    picture.alt = entry.media.alt
    picture.src = files.get(entry.media.url)
    picture.onerror = () => sayInstead(entry)
    return picture
  }
  const clipOf = (entry) => {
    const clip = document.createElement('video')
    clip.muted = true
    clip.playsInline = true
    clip.autoplay = true
    clip.src = files.get(entry.media.url)
    clip.onerror = () => sayInstead(entry)
    clip.onended = next
    return clip
  }
  const captionOf = (entry) => {
    const caption = document.createElement('p')
    caption.textContent = entry.caption
    return caption
  }
  /** As large as the screen takes it. */
  const fit = (caption) => {
    for (let size = Math.floor(innerHeight / 4); size > 8; size = Math.floor(size * 0.92)) {
      caption.style.fontSize = size + 'px'
      if (caption.scrollHeight <= innerHeight && caption.scrollWidth <= innerWidth) return
    }
  }

  const show = (entry) => {
    clearTimeout(timer)
    shown = entry
    state.shows = entry ? entry.id : ''
    if (!entry) return stage.replaceChildren()
    const isClip = entry.media && entry.media.mimeType.startsWith('video/')
    const made = isClip ? clipOf(entry) : entry.media ? pictureOf(entry) : captionOf(entry)
    stage.replaceChildren(made)
    if (made.tagName === 'P') fit(made)
    timer = setTimeout(next, entry.seconds * 1000)
  }
  function next() {
    const list = playable()
    const at = shown ? list.findIndex((one) => keyOf(one) === keyOf(shown)) : -1
    show(list.length > 0 ? list[(at + 1) % list.length] : null)
  }
  /** What is on ends at once when it is withdrawn or over, and when something urgent has come. */
  const check = () => {
    const list = playable()
    if (!shown ? list.length > 0 : !list.some((one) => keyOf(one) === keyOf(shown))) next()
  }

  const take = async (loop) => {
    entries = loop.entries
    const wanted = new Set(entries.flatMap(({ media }) => (media ? [media.url] : [])))
    // what is urgent first
    for (const url of wanted) await load(url).then(check, () => undefined)
    await drop(wanted)
    check()
  }
  const forget = async () => {
    localStorage.removeItem(KEY)
    localStorage.removeItem(LOOP)
    etag = ''
    await take({ entries: [] })
    ask()
  }
  function ask() {
    form.hidden = Boolean(localStorage.getItem(KEY))
    if (!form.hidden) form.elements.key.focus()
  }

  let asking = false
  const poll = async () => {
    if (asking || !localStorage.getItem(KEY)) return
    asking = true
    try {
      const answer = await fetch('loop.json', { headers: { ...auth(), ...(etag ? { 'If-None-Match': etag } : {}) }, cache: 'no-store' })
      state.network = 'on'
      if (answer.status === 401) {
        note.textContent = form.dataset.wrong
        await forget()
      } else if (answer.ok) {
        const loop = await answer.json()
        etag = answer.headers.get('ETag') || ''
        localStorage.setItem(LOOP, JSON.stringify(loop))
        await take(loop)
      } else if (answer.status === 304) {
        // a file that could not be had the last time
        await take({ entries })
      }
    } catch {
      state.network = 'off'
    } finally {
      asking = false
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    localStorage.setItem(KEY, form.elements.key.value.trim())
    form.elements.key.value = ''
    note.textContent = ''
    ask()
    poll()
  })
  addEventListener('resize', () => {
    const caption = stage.querySelector('p')
    if (caption) fit(caption)
  })
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('player-worker.js', { scope: './player' }).catch(() => undefined)
  if ('wakeLock' in navigator) {
    const stayAwake = () => document.visibilityState === 'visible' && navigator.wakeLock.request('screen').catch(() => undefined)
    document.addEventListener('visibilitychange', stayAwake)
    stayAwake()
  }
  ask()
  const kept = localStorage.getItem(KEY) && localStorage.getItem(LOOP)
  Promise.resolve(kept && take(JSON.parse(kept))).finally(poll)
  setInterval(poll, ASK_EVERY_MS)
  setInterval(check, 1000)
})()
`

/** Serves the player itself when the network is gone: what comes from it is kept, and asked for first. */
export const WORKER = `'use strict'
const SHELL = ['player', 'player.js', 'player.css']
const open = () => caches.open('loa-player')
self.addEventListener('install', (event) => {
  event.waitUntil(open().then((shell) => shell.addAll(SHELL)).then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (origin !== location.origin || !SHELL.includes(pathname.slice(pathname.lastIndexOf('/') + 1))) return
  const fresh = fetch(event.request).then(async (answer) => {
    if (answer.ok) await (await open()).put(pathname, answer.clone())
    return answer
  })
  event.respondWith(fresh.catch(async () => (await (await open()).match(pathname)) || Response.error()))
})
`
