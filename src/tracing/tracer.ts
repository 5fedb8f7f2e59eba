// Spans of requests, of the statements they ask of PostgreSQL, and of the worker's tasks. Made here and not by the packages
// that instrument by patching modules: those do not see what a bundler or a loader has taken in.
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { isProbe } from '../log/probes.ts'
import { readablePath } from '../log/readablePath.ts'
import { REQUEST_ID } from '../log/requestId.ts'
import type { Tracing } from './index.ts'
import { followStatementsWith } from './statements.ts'

export const createTracing = (service: string): Tracing => {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? service }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer('loa')
  const current = new AsyncLocalStorage<Context>()
  const propagator = new W3CTraceContextPropagator()

  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const path = readablePath(request.url)
    if (isProbe(path)) return
    const parent = propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter)
    const { method = '' } = request
    const attributes = { 'http.request.method': method, 'url.path': path }
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent)
    current.enterWith(trace.setSpan(parent, span))
    response.once('close', () => {
      const { statusCode } = response
      span.setAttribute('http.response.status_code', statusCode)
      // by now it has one, where it gets one: see `log/followRequests.ts` and `delivery/nodeListener.ts`
      const id = request.headers[REQUEST_ID]
      if (typeof id === 'string') span.setAttribute('loa.request_id', id)
      if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    })
  })

  return {
    followStatements: followStatementsWith({ tracer, parent: () => current.getStore() }),
    within: (name, attributes, work) => {
      const span: Span = tracer.startSpan(name, { attributes }, ROOT_CONTEXT)
      return current.run(trace.setSpan(ROOT_CONTEXT, span), () =>
        work()
          .catch((error) => {
            span.setStatus({ code: SpanStatusCode.ERROR })
            throw error
          })
          .finally(() => span.end()),
      )
    },
    end: () => provider.shutdown(),
  }
}
