import type * as words from './vi.ts'

export const running: typeof words.running = {
  sheet: {
    title: 'Play list',
    nothing: 'Nothing to broadcast on this day.',
    when: 'Hours',
    atOnce: 'at once',
    repeats: 'Times each hour',
    length: 'Length',
    days: 'On the days',
    recording: 'Recording',
    classes: { urgent: 'URGENT', priority: 'PRIORITY' },
  },
  player: {
    title: 'Loa screen',
    intro:
      'Enter the key of the screen that your administrator gave you. It is kept on this machine and stands in no address.',
    key: 'Key (loa_…)',
    start: 'Start',
    wrongKey: 'The key is wrong, expired or revoked.',
  },
}

export const runningOperations: typeof words.runningOperations = {
  readPlaylist: {
    summary: 'Play list of a loudspeaker station',
    description:
      'The bulletins of a day in order: urgent (at once), priority, normal. With hours, repeats, script and recording.',
  },
  readM3u: {
    summary: 'Play list as M3U',
    description: 'The recordings in order; what has to be read out stands in comments.',
  },
  readSheet: { summary: 'Play list to print', description: 'An A4 sheet with hours and scripts.' },
  readLoop: {
    summary: 'Loop of a screen',
    description:
      'Pictures, clips and captions with their length and validity. While an urgent one is valid, urgent ones alone are shown. What begins later is there to be fetched ahead.',
  },
  openPlayer: {
    summary: 'Full-screen player',
    description:
      'Opened once on the machine of the screen; enter the key, or add #key=loa_… to the address. Keeps playing without a network.',
  },
  readPlayerScript: { summary: 'Script of the player', description: 'For the page /player.' },
  readPlayerStyle: { summary: 'Style of the player', description: 'For the page /player.' },
  readPlayerWorker: {
    summary: 'Background part of the player',
    description: 'Keeps the player without a network.',
  },
}

const script = {
  text: 'What is read out.',
  seconds: 'Length in seconds: of the recording, else estimated by the pace of reading.',
  audio: 'The recording; null: it has to be read out.',
  times: 'Hours of the day.',
  repeats: 'Times each hour.',
  startsOn: 'First day.',
  endsOn: 'Last day.',
  timeZone: 'Time zone of days and hours.',
}
const screen = {
  profile: 'Shape of the screen.',
  width: 'Width of the screen in pixels.',
  height: 'Height of the screen in pixels.',
  seconds: 'For how many seconds it is shown.',
  startsAt: 'Shown from.',
  endsAt: 'Shown until.',
  caption: 'Words, shown where there is no picture or clip.',
  media: 'Picture or clip; null: the caption is shown.',
}
const head = {
  id: 'The item.',
  edition: 'Number of the edition.',
  outlet: 'Code of the outlet.',
  title: 'Title.',
  priority: 'urgent, priority or normal.',
}

export const runningFields: typeof words.runningFields = {
  Script: script,
  Screen: screen,
  PlaylistEntry: {
    ...head,
    ...script,
    order: 'Place in the order.',
    atOnce: 'Interrupts, and waits for no hour.',
  },
  Playlist: { date: 'The day.', entries: 'The bulletins, in order.' },
  LoopEntry: { ...head, ...screen },
  Loop: { entries: 'What is shown, in order.' },
}
export const runningItemFields: typeof words.runningItemFields = {
  citations: 'Documents that it rests on.',
  programme: 'Column or programme.',
  script: 'On loudspeakers: script, recording, hours.',
  screen: 'On screens: picture or clip, length, validity.',
}
export const renditionsField = 'The same picture in other sizes that the outlet can use: card, full, print…'
