// Traces, where OTEL_EXPORTER_OTLP_ENDPOINT names somewhere to send them. Without it nothing of OpenTelemetry is loaded, and
// all that is left of it is a look at whether a tracer is there, once a connection or round.
import type { ClientBase } from 'pg'

/** What processes ask of tracing; see `tracer.ts`. */
export type Tracing = {
  /** From now on each statement of this connection is a span, where it belongs to a request or a task. */
  followStatements: (client: ClientBase) => void
  /** Does `work` within a span of its own. */
  within: <T>(name: string, attributes: Record<string, string>, work: () => Promise<T>) => Promise<T>
  /** Sends what is left. */
  end: () => Promise<void>
}

// Next bundles the code that starts with the server apart from that of the routes: both must find the same one
const KEY = Symbol.for('loa.tracing')
const shared = globalThis as { [KEY]?: Tracing }

/** What is there, or nothing: then nobody wants traces. */
export const tracing = (): Tracing | undefined => shared[KEY]

/**
 * Begins to follow the requests of this process. Call it before connections to the database are made. The exporter reads the
 * usual variables of OpenTelemetry (`OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_TRACES_SAMPLER`, …).
 * @param service name under which the spans are shown, unless `OTEL_SERVICE_NAME` says another
 */
export const startTracing = async (service: string): Promise<void> => {
  if (!process.env.OTEL_EXPORTER_OTLP_ENDPOINT || shared[KEY]) return
  const { createTracing } = await import('./tracer.ts')
  shared[KEY] = createTracing(service)
}
