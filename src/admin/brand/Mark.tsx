import { MARK } from './mark.ts'

/** The mark in the colour of the text around it. */
export const Mark = ({ size }: { size: number }) => (
  <svg
    aria-hidden="true"
    fill="none"
    height={size}
    stroke="currentColor"
    strokeLinecap="round"
    strokeLinejoin="round"
    strokeWidth="2.5"
    viewBox="0 0 32 32"
    width={size}
  >
    {MARK.map((path) => (
      <path d={path} key={path} />
    ))}
  </svg>
)
