// The letters of the PDF and of the charts: Tinos, which is free to ship, has Vietnamese, and takes the same room as
// Times New Roman.
import { readFile } from 'node:fs/promises'

const FACES = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const
export type Face = keyof typeof FACES

/** The file of a face. */
export const fontFile = async (face: Face): Promise<Buffer> => {
  // got this way because a bundler that sees `createRequire` wants to know every name at the time it builds
  const { createRequire } = process.getBuiltinModule('node:module')
  return readFile(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${FACES[face]}`))
}
