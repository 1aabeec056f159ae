/** Freezes an object and all that it holds. What is frozen already is not walked again: shared parts cost nothing. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  if (Array.isArray(value)) for (let i = 0; i < value.length; i++) deepFreeze(value[i] as unknown)
  else for (const key in value) deepFreeze(value[key])
  return value
}
