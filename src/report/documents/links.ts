// Where the addresses of a DOCX lead: each is a relationship of the document (ECMA-376, part 2, 9.3), named by its cell.
import { xmlText } from './text.ts'

export const linkRegister = () => {
  const ids = new Map<string, string>()
  return {
    /** Identifier of the relationship that leads to an address; null for one that is no URI, which no reader would open. */
    idOf: (address: string): string | null => {
      const target = targetOf(address)
      if (target === null) return null
      const id = ids.get(target) ?? `loaLink${ids.size + 1}`
      ids.set(target, id)
      return id
    },
    /** All of them, for the file of relationships. */
    xml: (): string =>
      [...ids]
        .map(
          ([target, id]) =>
            `<Relationship Id="${id}" Type="${TYPE}" Target="${xmlText(target)}" TargetMode="External"/>`,
        )
        .join(''),
  }
}

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink'

// a target has to be a URI, or the whole document counts as broken
const targetOf = (address: string): string | null =>
  // an address of numbers in brackets (IPv6) leads nowhere that a reader of a report could follow
  URL.canParse(address) && !new URL(address).host.includes('[')
    ? new URL(address).href.replaceAll(/[^\w\-.~:/?#@!$&'()*+,;=%]/g, (sign) => encodeURIComponent(sign))
    : null
