// Whether what stands on a screen can be read by who passes by.

/**
 * Height of a letter on the screen, in its pixels: a picture is scaled until it covers the screen, and its text with it.
 * One of which nothing is cut to shape is shown whole, as the player does: it is scaled until it touches two edges.
 * @param textHeight of the smallest text, in pixels of the picture
 * @param isCut whether there is a rendition in the shape of the screen
 */
export const heightOnScreen = ({
  textHeight,
  picture,
  screen,
  isCut,
}: {
  textHeight: number
  picture: { width: number; height: number }
  screen: { width: number; height: number }
  isCut: boolean
}): number => {
  const scales = [screen.width / picture.width, screen.height / picture.height]
  return textHeight * (isCut ? Math.max(...scales) : Math.min(...scales))
}

/** Share of the screen that is filled by what is shown whole: 1 for one of the same shape. */
export const shareFilled = ({
  picture,
  screen,
}: {
  picture: { width: number; height: number }
  screen: { width: number; height: number }
}): number => {
  const [one, other] = [picture.width / picture.height, screen.width / screen.height]
  return Math.min(one, other) / Math.max(one, other)
}

/** Letters that fit on a screen when none is lower than `minTextHeight`: lines of 1.4, letters of 0.6 of it, a margin. */
export const lettersThatFit = ({
  width,
  height,
  minTextHeight,
}: {
  width: number
  height: number
  minTextHeight: number
}): number => {
  const usable = 0.9
  const lines = Math.floor((height * usable) / (minTextHeight * 1.4))
  const columns = Math.floor((width * usable) / (minTextHeight * 0.6))
  return Math.max(0, lines) * Math.max(0, columns)
}
