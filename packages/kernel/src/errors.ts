/** How a failure is meant, independent of transport; the server maps each kind to one HTTP status. */
export type ErrorKind =
	| 'unauthenticated'
	| 'forbidden'
	| 'not_found'
	| 'conflict'
	| 'invalid'
	| 'limit_reached'
	| 'unavailable';

/** Facts a client may show; never secrets, never internals. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Base of every expected failure: a stable `code` such as `posts.not_found`, a `kind`, and safe `details`. */
export abstract class AppError extends Error {
	abstract readonly kind: ErrorKind;
	readonly code: string;
	readonly details: ErrorDetails;

	constructor(code: string, details: ErrorDetails = {}, options?: ErrorOptions) {
		super(code, options);
		this.name = new.target.name;
		this.code = code;
		this.details = details;
	}
}

/** Nobody is signed in, and the action needs somebody. */
export class UnauthenticatedError extends AppError {
	readonly kind = 'unauthenticated';
}

/** The actor is known and may not do this. */
export class ForbiddenError extends AppError {
	readonly kind = 'forbidden';
}

/** There is no such thing, or the actor may not know that there is. */
export class NotFoundError extends AppError {
	readonly kind = 'not_found';
}

/** The thing is not in a state that allows this (taken, already done, changed meanwhile). */
export class ConflictError extends AppError {
	readonly kind = 'conflict';
}

/** The input cannot be accepted as it is. */
export class InvalidError extends AppError {
	readonly kind = 'invalid';
}

/** A quota or rate is used up; `details.retryAfterSeconds` says when to try again. */
export class LimitReachedError extends AppError {
	readonly kind = 'limit_reached';
}

/** A service we depend on does not answer; trying again may help. */
export class UnavailableError extends AppError {
	readonly kind = 'unavailable';
}
