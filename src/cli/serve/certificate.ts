import { generate } from 'selfsigned'

export interface Certificate {
  readonly key: string
  readonly cert: string
  /** what clients trust: the certificate signs itself */
  readonly ca: string
}

/** A certificate for the address that is served, made anew for each start. */
export async function certificate(host: string): Promise<Certificate> {
  const names = ['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc']
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'kubecuke' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...['127.0.0.1', host].filter((each) => /^[\d.]+$/.test(each)).map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  })
  return { key, cert, ca: cert }
}
