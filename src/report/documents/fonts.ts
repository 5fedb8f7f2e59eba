// The letters of the PDF and of the charts: Tinos, which is free to ship, has Vietnamese, and takes the same room as
// Times New Roman.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const FACES = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const
export type Face = keyof typeof FACES

/** The file of a face. */
export const fontFile = async (face: Face): Promise<Buffer> => {
  // a bundler that sees the name of a file would try to take it in
  const { resolve } = createRequire(import.meta.url)
  const name = ['@expo-google-fonts/tinos', FACES[face]].join('/')
  return readFile(resolve(name))
}
