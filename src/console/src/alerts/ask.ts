import { pages } from '../api/client.ts';
import type { Alert } from '../api/types.ts';

/** Alerts that a filter lets through (docs/api.md), page after page, until there are `most` or more. @throws Problem where the service says no; AbortError where the signal ended it. */
export async function alertsWhere(filter: string, most: number, signal: AbortSignal): Promise<Alert[]> {
  const alerts: Alert[] = [];
  for await (const page of pages<{ alerts?: Alert[]; nextPageToken?: string }>('/api/v1/alerts', { pageSize: 1_000, filter }, signal)) {
    alerts.push(...(page.alerts ?? []));
    if (alerts.length >= most) {
      break;
    }
  }
  return alerts;
}
