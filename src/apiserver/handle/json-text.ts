// Answers as JSON. Large documents that every client asks for and that stay the same are written out once.
const kept = new WeakMap<object, string>()

/** Keeps the text of a document that does not change any more. */
export function keepText(document: object): object {
  kept.set(document, JSON.stringify(document))
  return document
}

export const jsonText = (body: object): string => kept.get(body) ?? JSON.stringify(body)
