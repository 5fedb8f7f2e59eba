/** The loudspeaker on its pole, as strokes in a field of 32 by 32. */
export const MARK = [
  'M4 12.5v6h4.5L18 24V7L8.5 12.5Z',
  'M22.5 11.5a6 6 0 0 1 0 8',
  'M26.5 8a11 11 0 0 1 0 15',
  'M9 18.5V28',
] as const
