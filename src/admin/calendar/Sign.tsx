import type { Entry } from './entries.ts'

/** The sign of an entry, beside words that say the same; drawn, since many fonts lack these signs. */
export const Sign = ({ of }: { of: SignName }) => (
  <svg
    aria-hidden="true"
    className="loa-entry__sign"
    fill={FILLED.has(of) ? 'currentColor' : 'none'}
    height="12"
    stroke="currentColor"
    strokeLinecap="round"
    strokeLinejoin="round"
    strokeWidth="1.75"
    viewBox="0 0 16 16"
    width="12"
  >
    <path d={SHAPES[of]} />
  </svg>
)

export type SignName = keyof typeof SHAPES

export const signOf = (entry: Entry): SignName => (entry.type === 'item' ? entry.stage : entry.type)

const SHAPES = {
  // a pen, dots, a ring with a tick, a clock, a tick, a cross, a diamond, a plus
  draft: 'M2.5 13.5l.8-3.2L10.5 3l2.5 2.5-7.3 7.2z',
  submitted: 'M2.5 8h.01M8 8h.01M13.5 8h.01',
  approved: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M5 8.2l2.2 2.2L11 6',
  scheduled: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M8 4.5V8l2.5 1.5',
  published: 'M2 8.5l4 4 8-9',
  retracted: 'M3 3l10 10M13 3L3 13',
  event: 'M8 1.5L14.5 8 8 14.5 1.5 8z',
  slot: 'M8 2.5v11M2.5 8h11',
}

const FILLED = new Set<SignName>(['event'])
