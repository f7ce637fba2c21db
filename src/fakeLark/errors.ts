/** An answer of the open platform that is not a success; docs/develop/feishu.md#errors, #fake-4. */
export class ApiError extends Error {
  readonly code: number;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(code: number, message: string, { status = 400, headers = {} }: Partial<ApiErrorExtras> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

interface ApiErrorExtras {
  status: number;
  headers: Record<string, string>;
}

/** The control API refuses; the message is Chinese, for the person at the page. */
export class ControlRefusal extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** A field is missing or has the wrong type (99992402). */
export function invalidField(name: string): ApiError {
  return new ApiError(99992402, `field validation failed: ${name}`);
}
