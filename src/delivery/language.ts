// In which language a caller is answered (RFC 9110, 12.5.4): Vietnamese or English, whichever he likes better.

export type Language = 'vi' | 'en'

/**
 * By the weights of `Accept-Language`; of two that weigh the same the one that is named first. Vietnamese where nothing is
 * said, or neither would do.
 */
export const languageOfRequest = (headers: Pick<Headers, 'get'>): Language => {
  const header = headers.get('accept-language')
  if (!header) return 'vi'
  const ranges = header.split(',').map(rangeIn)
  const [first = 'vi'] = ranges.flatMap(({ tag }) => LANGUAGES.find((one) => one === tag) ?? [])
  const other = first === 'vi' ? 'en' : 'vi'
  const best = weightOf(other, ranges) > weightOf(first, ranges) ? other : first
  return weightOf(best, ranges) > 0 ? best : 'vi'
}

const LANGUAGES: Language[] = ['vi', 'en']

type Range = { tag: string; weight: number }

/** `en-GB;q=0.9` is English as well as another. */
const rangeIn = (text: string): Range => {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const q = parameters.find((part) => part.startsWith('q='))
  const weight = q === undefined ? 1 : Number(q.slice(2))
  return { tag: range.split('-')[0] ?? '', weight: weight >= 0 && weight <= 1 ? weight : 0 }
}

/** Of the heaviest range that names the language; where none does, of `*`. */
const weightOf = (language: Language, ranges: Range[]): number => {
  const naming = (tag: string) => ranges.filter((range) => range.tag === tag).map(({ weight }) => weight)
  const own = naming(language)
  return Math.max(0, ...(own.length > 0 ? own : naming('*')))
}
