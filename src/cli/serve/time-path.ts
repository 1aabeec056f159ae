import type { ApiRequest, ApiResponse } from '../../apiserver/handle/request'
import { timeText } from '../../objects/time'
import type { Pace } from './pace'

const PATH = '/kubecuke/time'
const YEAR_MS = 366 * 24 * 3600 * 1000

/** GET tells the virtual time, `POST ?ms=60000` lets time pass at once. Everything else is not ours. */
export function timePath(pace: Pace, now: () => number): (request: ApiRequest) => Promise<ApiResponse> | undefined {
  return ({ method, path, query }) => {
    if (path !== PATH) return undefined
    return method === 'POST' ? pass(pace, query.number('ms')) : Promise.resolve(told(now()))
  }
}

const told = (instant: number): ApiResponse => ({ status: 200, body: { now: timeText(instant), ms: instant } })

async function pass(pace: Pace, ms: number | undefined): Promise<ApiResponse> {
  if (ms === undefined || ms < 0 || ms > YEAR_MS)
    return {
      status: 400,
      headers: { 'content-type': 'text/plain' },
      body: `${PATH}?ms= wants the milliseconds that pass, from 0 to ${YEAR_MS}\n`,
    }
  return told(await pace.skip(ms))
}
