import { storedAddress } from './addresses.ts'
import type { FoundDocument } from './store/findTaxonomy.ts'

/** Documents of an event as they are sent, with their address below `base`. */
export const sentDocuments = ({ documents, base }: { documents: FoundDocument[]; base: string }) =>
  documents.map(({ title, name, mimeType }) => ({ title, url: `${base}${storedAddress(name)}`, mimeType }))
