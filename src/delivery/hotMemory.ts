// What the fast way reads out of requests, remembered by their text, so that nothing is parsed twice.
import type { Ask, Pages } from './pages.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'

type AskOf = (args: { subscriber: FoundSubscriber; base: string }) => Ask

/** Without `ask`: GraphQL. */
export type Route = { name: string; ask?: AskOf }

/** So many of what was read out of requests is kept, of so many characters each. */
const MOST = 1000
const LONGEST = 500

/** What an address asks for, remembered by its text. */
export const routesOf = ({ basePath, pages }: { basePath: string; pages: Pages }) => {
  const items = `${basePath}/items`
  const changes = `${basePath}/changes`
  const known = new Map<string, { route: Route; isPlain: boolean } | null>()
  const read = (url: string) => {
    const cut = url.indexOf('?')
    const search = cut < 0 ? '' : url.slice(cut + 1)
    const path = cut < 0 ? url : url.slice(0, cut)
    const route = (name: string, ask: AskOf, isPlain = false) => ({ route: { name, ask }, isPlain })
    if (path === items) return route('/items', (asked) => pages.items({ ...asked, search }))
    if (path === changes && !search.includes('wait'))
      return route('/changes', (asked) => pages.changes({ ...asked, search }))
    const id = path.startsWith(`${items}/`) ? path.slice(items.length + 1) : ''
    if (cut < 0 && /^[\da-zA-Z-]{1,40}$/.test(id))
      return route('/items/:id', (asked) => pages.item({ ...asked, id }), true)
    return null
  }
  return (url: string, accept: string | undefined): Route | null => {
    let found = known.get(url)
    if (found === undefined) {
      found = read(url)
      if (known.size >= MOST) known.clear()
      if (url.length <= LONGEST) known.set(url, found)
    }
    // other forms of an item are asked for by `Accept`
    if (!found || (found.isPlain && accept !== undefined && !/^(\*\/\*|application\/json)$/.test(accept)))
      return null
    return found.route
  }
}

/** The key in `Authorization: Bearer KEY`, remembered by its text; other ways to send one are not ours. */
export const keysOf = () => {
  const known = new Map<string, string>()
  return (authorization = ''): string | undefined => {
    const already = known.get(authorization)
    if (already) return already
    const [, key] = /^Bearer (loa_[\w-]{43})$/.exec(authorization) ?? []
    if (!key) return undefined
    if (known.size >= MOST) known.clear()
    known.set(authorization, key)
    return key
  }
}

/** What a subscriber asks for by an address, made ready once for as long as he is remembered. */
export const asksOf = () => {
  let known = new WeakMap<FoundSubscriber, Map<string, { base: string; ask: Ask }>>()
  let count = 0
  return ({
    subscriber,
    base,
    url,
    make,
  }: {
    subscriber: FoundSubscriber
    base: string
    url: string
    make: AskOf
  }): Ask => {
    const already = known.get(subscriber)?.get(url)
    if (already?.base === base) return already.ask
    const ask = make({ subscriber, base })
    if (url.length > LONGEST) return ask
    count += 1
    if (count > MOST) {
      known = new WeakMap()
      count = 0
    }
    const mine = known.get(subscriber) ?? new Map()
    known.set(subscriber, mine.set(url, { base, ask }))
    return ask
  }
}
