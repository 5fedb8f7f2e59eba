// How long a Vietnamese text takes to be read aloud, so that a bulletin can be planned before anybody has read it.

/** Syllables a minute of a calm announcer; an outlet may say otherwise. */
export const SYLLABLES_A_MINUTE = 200

/** What the announcer reads: the script, else the text of the item, else its summary. */
export const wordsReadOut = ({
  script,
  text,
  summary,
}: {
  script: unknown
  text: unknown
  summary: unknown
}): string => [script, text, summary].map((one) => String(one ?? '').trim()).find(Boolean) ?? ''

/** Syllables a minute at an outlet with these settings of a station. */
export const paceOf = (station: unknown): number =>
  Number((station as { syllablesAMinute?: unknown } | null)?.syllablesAMinute ?? SYLLABLES_A_MINUTE)

/**
 * Seconds that the text takes, rounded up; 0 for one without words.
 * @param syllablesAMinute pace of the announcer
 */
export const readingSeconds = (text: string, syllablesAMinute = SYLLABLES_A_MINUTE): number =>
  Math.ceil((syllablesOf(text) / syllablesAMinute) * 60)

/**
 * Syllables as an announcer says them. A Vietnamese syllable is a word of its own; numbers are counted as they are
 * read ("2024": hai nghìn không trăm hai mươi tư), abbreviations by their letters, foreign words by their vowels.
 */
export const syllablesOf = (text: string): number => {
  let count = 0
  // "1.500" and "99,5" are one number each
  for (const [token] of text.normalize('NFC').matchAll(/\d+(?:[.,]\d+)*|\p{L}+|%/gu)) {
    if (token === '%') count += 2
    else if (/^\d/.test(token)) count += ofNumber(token)
    else count += ofWord(token)
  }
  return count
}

const ofWord = (word: string): number => {
  if (word.length > 1 && word === word.toUpperCase() && !hasDiacritics(word)) return word.length
  return Math.max(1, plain(word).match(/[aeiouy]+/g)?.length ?? 1)
}

/** Groups of three by dots are thousands, what stands behind a comma is read digit by digit after "phẩy". */
const ofNumber = (token: string): number => {
  const isGrouped = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(token)
  const [whole = '', ...rest] = (isGrouped ? token.replaceAll('.', '') : token).split(/[.,]/)
  return (
    ofInteger(whole) + rest.reduce((sum, part) => sum + 1 + (isGrouped ? part.length : ofInteger(part)), 0)
  )
}

/** Longer than a billion's thousands, a number is read digit by digit, as telephone numbers are. */
const ofInteger = (digits: string): number => {
  if (digits.length > 12 || (digits.length > 1 && digits.startsWith('0'))) return digits.length
  const groups = Number(digits).toString().padStart(12, '0').match(/\d{3}/g) ?? []
  const isSaid = groups.map((group) => group !== '000')
  const first = isSaid.indexOf(true)
  if (first < 0) return 1
  // tỷ, triệu, nghìn
  return groups.reduce(
    (sum, group, n) => (isSaid[n] ? sum + ofGroup(group, n === first) + (n < 3 ? 1 : 0) : sum),
    0,
  )
}

/** "105": một trăm linh năm; in front of a group the hundreds of nought are said too: không trăm. */
const ofGroup = (group: string, isFirst: boolean): number => {
  const [hundreds = 0, tens = 0, ones = 0] = [...group].map(Number)
  const saysHundreds = !isFirst || hundreds > 0
  const tensAndOnes =
    tens === 0 ? (ones === 0 ? 0 : saysHundreds ? 2 : 1) : (tens === 1 ? 1 : 2) + (ones > 0 ? 1 : 0)
  return (saysHundreds ? 2 : 0) + tensAndOnes
}

const plain = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    // gi and qu begin a syllable and are not in its middle
    .replaceAll(/^gi(?=[aeiouy])/g, 'g')
    .replaceAll(/qu(?=[aeiouy])/g, 'q')

const hasDiacritics = (word: string): boolean => /\p{M}/u.test(word.normalize('NFD'))
