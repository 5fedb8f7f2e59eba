/** A state by mark, word and colour together. */
export const StateMark = ({ tone, children }: { tone: keyof typeof MARKS; children: string }) => (
  <span className={`loa-state loa-state--${tone}`}>
    <span aria-hidden="true">{MARKS[tone]}</span>
    {children}
  </span>
)

const MARKS = { good: '✓', warning: '!', bad: '✕', plain: '…' } as const
