/** Hands the reader a text as a file. */
export const saveText = ({ text, name }: { text: string; name: string }) => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
