import { renderPage } from '../../../leader/renderPage.tsx'
export const dynamic = 'force-dynamic'
export const GET = async (_request: Request, { params }: { params: Promise<{ secret: string }> }) => {
  const { secret } = await params
  return new Response(await renderPage(secret), { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
