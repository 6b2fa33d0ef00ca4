import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** Field names whose values never reach a log line, at any of the usual depths. */
const SECRET_FIELDS = [
	'password',
	'token',
	'code',
	'secret',
	'cookie',
	'authorization',
	'set-cookie',
];

/** A JSON logger to standard output (or `destination`); secrets are replaced by `[redacted]`. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
	const paths = SECRET_FIELDS.flatMap((field) => [
		`["${field}"]`,
		`*["${field}"]`,
		`*.*["${field}"]`,
	]);
	return pino({ level, base: null, redact: { paths, censor: '[redacted]' } }, destination);
}
