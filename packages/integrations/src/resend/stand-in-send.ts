import { WireError } from './wire-error.ts';
import { parseWireMail, type WireMail } from './wire-mail.ts';

/** A request that passed: what to keep, and how to answer once the mails have ids. */
export type Accepted = {
	kind: 'one' | 'batch';
	mails: WireMail[];
	answer(ids: readonly string[]): object;
};

const MAX_BATCH = 100;

/** POST /emails. Throws a WireError. */
export function acceptOne(body: unknown, _request: Request, now: Date): Accepted {
	return { kind: 'one', mails: [parseWireMail(body, now)], answer: ([id]) => ({ id }) };
}

/** POST /emails/batch: all or nothing, unless `x-batch-validation: permissive` asks for the good ones. Throws a WireError. */
export function acceptBatch(body: unknown, request: Request, now: Date): Accepted {
	if (!Array.isArray(body) || body.length === 0 || body.length > MAX_BATCH)
		throw new WireError('validation_error', 'A batch is an array of 1 to 100 emails.');
	const isPermissive = request.headers.get('x-batch-validation') === 'permissive';
	const mails: WireMail[] = [];
	const errors: { index: number; message: string }[] = [];
	for (const [index, one] of body.entries()) {
		try {
			mails.push(parseOfBatch(one, now));
		} catch (error) {
			if (!(error instanceof WireError) || !isPermissive) throw error;
			errors.push({ index, message: error.message });
		}
	}
	return {
		kind: 'batch',
		mails,
		answer: (ids) => ({ data: ids.map((id) => ({ id })), ...(isPermissive && { errors }) }),
	};
}

function parseOfBatch(one: unknown, now: Date): WireMail {
	if (typeof one === 'object' && one !== null && 'attachments' in one)
		throw new WireError('validation_error', 'Attachments are not supported in a batch.');
	return parseWireMail(one, now);
}
