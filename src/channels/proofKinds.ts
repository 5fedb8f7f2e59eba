// Which proofs fit a channel: what is sent out is heard or seen, what is printed is handed out; an address, a clip or
// a scan proves either.

/** Every kind of proof that an editor records. */
export const PROOF_KINDS = ['address', 'clip', 'scan', 'delivery', 'broadcast'] as const
export type ProofKind = (typeof PROOF_KINDS)[number]

/** The kinds that fit a channel, the usual one first. */
export const proofKindsOf = (channel: string): ProofKind[] => {
  const own = OWN[channel]
  if (!own) return [...EVERYWHERE]
  return own.isUsual ? [own.kind, ...EVERYWHERE] : [...EVERYWHERE, own.kind]
}

const EVERYWHERE = ['address', 'clip', 'scan'] as const

// a broadcaster is press too
const OWN: Record<string, { kind: ProofKind; isUsual: boolean }> = {
  loudspeaker: { kind: 'broadcast', isUsual: true },
  screen: { kind: 'broadcast', isUsual: true },
  press: { kind: 'broadcast', isUsual: false },
  publication: { kind: 'delivery', isUsual: true },
}
