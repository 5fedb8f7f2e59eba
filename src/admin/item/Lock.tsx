/** A padlock, beside words that say the same. */
export const Lock = () => (
  <svg
    aria-hidden="true"
    fill="none"
    height="14"
    stroke="currentColor"
    strokeLinecap="round"
    strokeLinejoin="round"
    strokeWidth="2"
    viewBox="0 0 24 24"
    width="14"
  >
    <rect height="10" rx="2" width="14" x="5" y="11" />
    <path d="M8 11V7a4 4 0 0 1 8 0v4" />
  </svg>
)
