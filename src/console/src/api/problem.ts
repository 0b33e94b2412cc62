/** Why the service said no, or could not be asked (RFC 9457; the reasons stand in docs/api.md). */
export class Problem extends Error {
  /** HTTP status; 0 where no answer came, -1 where the console itself is at fault. */
  readonly status: number;
  /** For example `ALERT_CHANGED`; `UNREACHABLE` where no answer came, `TIMED_OUT` where it came too late. */
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly violations: readonly { field: string; description: string }[];
  /** Seconds after which asking again helps; null where nobody said. */
  readonly retryAfter: number | null;

  constructor(status: number, reason: string, message: string, details: Partial<Pick<Problem, 'metadata' | 'violations' | 'retryAfter'>> = {}) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.reason = reason;
    this.metadata = details.metadata ?? {};
    this.violations = details.violations ?? [];
    this.retryAfter = details.retryAfter ?? null;
  }

  /** Whether the same question may be answered later. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static async of(response: Response): Promise<Problem> {
    const retry = Number(response.headers.get('Retry-After') ?? Number.NaN);
    let body: Record<string, unknown> = {};
    try {
      body = (await response.json()) as Record<string, unknown>;
    } catch {
      // A proxy in between answers in words of its own: the status must do.
    }
    const text = typeof body['detail'] === 'string' ? body['detail'] : typeof body['title'] === 'string' ? body['title'] : `the service answered with status ${response.status}`;
    return new Problem(response.status, typeof body['reason'] === 'string' ? body['reason'] : 'UNKNOWN', text, {
      metadata: (body['metadata'] as Record<string, string> | undefined) ?? {},
      violations: (body['violations'] as { field: string; description: string }[] | undefined) ?? [],
      retryAfter: Number.isFinite(retry) ? retry : null,
    });
  }

  /** Any failure as a problem. */
  static from(failure: unknown): Problem {
    if (failure instanceof Problem) {
      return failure;
    }
    if (failure instanceof DOMException && failure.name === 'TimeoutError') {
      return new Problem(0, 'TIMED_OUT', 'the service did not answer in time');
    }
    // fetch has but one failure for all that keeps a request from being answered; anything else is ours.
    return failure instanceof TypeError || failure instanceof DOMException
      ? new Problem(0, 'UNREACHABLE', 'the service cannot be reached')
      : new Problem(-1, 'CONSOLE_FAULT', `a fault of the console: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
}

/** Whether a failure only says that nobody waits for the answer any more. */
export function isAborted(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'AbortError';
}
