import type { ApiServer } from '../api-server'
import type { ApiRequest, ApiResponse } from '../handle/request'
import { failure } from '../status'

/** /openapi/v2 and /openapi/v3. */
export function openApi(_server: ApiServer, _request: ApiRequest): ApiResponse {
  throw failure(404, 'NotFound', 'the server could not find the requested resource', {})
}
