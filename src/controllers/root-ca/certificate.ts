/** A model has no certificates: whoever mounts the file finds this. */
export const CERTIFICATE =
  '-----BEGIN CERTIFICATE-----\nbW9kZWwgb2YgYSBjbHVzdGVyLCB3aXRob3V0IGNlcnRpZmljYXRlcw==\n-----END CERTIFICATE-----\n'
