const Page = ({ s }: { s: string }) => <html lang="vi"><body><p>Xin chào {s}</p></body></html>
export const renderPage = async (s: string) => {
  const { renderToStaticMarkup } = await import('react-dom/server')
  return `<!doctype html>${renderToStaticMarkup(<Page s={s} />)}`
}
