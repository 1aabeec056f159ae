// Answers that a client keeps and asks for again. Follows endpoints/discovery/aggregated/etag.go and Go's http.ServeContent, v1.36.
import type { ApiRequest, ApiResponse } from './request'

/** The answer with its mark, or that nothing has changed since the client got it. */
export function unlessKnown({ headers }: ApiRequest, mark: string, answer: ApiResponse): ApiResponse {
  const etag = JSON.stringify(mark)
  const marked = { ...answer.headers, etag, vary: 'Accept' }
  return isKnown(headers['if-none-match'], etag)
    ? { status: 304, headers: marked, body: '' }
    : { ...answer, headers: marked }
}

const isKnown = (marks: string | undefined, etag: string): boolean =>
  marks !== undefined && marks.split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')))
