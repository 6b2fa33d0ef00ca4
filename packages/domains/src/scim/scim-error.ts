/** The words that RFC 7644 has for what is wrong with a request. */
export type ScimType =
	| 'invalidFilter'
	| 'invalidPath'
	| 'invalidSyntax'
	| 'invalidValue'
	| 'mutability'
	| 'noTarget'
	| 'tooMany'
	| 'uniqueness';

/** A refusal as directories are told it: a status, a word of the standard, and a sentence for who reads their log. */
export class ScimError extends Error {
	override readonly name = 'ScimError';
	readonly status: number;
	readonly scimType: ScimType | null;

	constructor(status: number, scimType: ScimType | null, detail: string) {
		super(detail);
		this.status = status;
		this.scimType = scimType;
	}
}

export const invalid = (detail: string, scimType: ScimType = 'invalidValue') =>
	new ScimError(400, scimType, detail);
export const taken = (detail: string) => new ScimError(409, 'uniqueness', detail);
export const notThere = (what: string) =>
	new ScimError(404, null, `There is no such ${what} here.`);
export const forbidden = (detail: string) => new ScimError(403, null, detail);

/** The body of a refusal. */
export function errorBody({ status, scimType, message }: ScimError): Record<string, unknown> {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
		...{ status: String(status), detail: message },
		...(scimType && { scimType }),
	};
}
