// The least that can answer: node:http, sending bytes of a folder from memory. `GET /NAME` is the file NAME; with
// If-None-Match, 304.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'

const [folder = '', port = '0'] = process.argv.slice(2)
const files = new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(path.join(folder, name))]))
createServer((request, response) => {
  const body = files.get(request.url ?? '')
  if (!body) return response.writeHead(404).end()
  if (request.headers['if-none-match'] === '"bare"') return response.writeHead(304, { ETag: '"bare"' }).end()
  return response
    .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length, ETag: '"bare"' })
    .end(body)
}).listen(Number(port), '127.0.0.1', () => console.log('listens'))
