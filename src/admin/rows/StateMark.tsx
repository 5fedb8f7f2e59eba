/** A state by mark, word and colour together. */
export const StateMark = ({ tone, children }: { tone: keyof typeof MARKS; children: string }) => (
  <span className={`loa-state loa-state--${tone}`}>
    <svg aria-hidden="true" fill="none" height="10" viewBox="0 0 10 10" width="10">
      <path d={MARKS[tone]} stroke="currentColor" strokeLinecap="round" strokeWidth="1.8" />
    </svg>
    {children}
  </span>
)

// drawn, not written: not every font has such letters
const MARKS = {
  good: 'M1.5 5.5 4 8l4.5-6',
  warning: 'M5 1.5v4.5M5 8.5v0',
  bad: 'M2 2l6 6M8 2l-6 6',
  plain: 'M2 5h6',
} as const
