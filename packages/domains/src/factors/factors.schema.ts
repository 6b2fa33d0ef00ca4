import * as z from 'zod';

export const PasskeyName = z.string().trim().min(1).max(60);
export const TotpCode = z
	.string()
	.max(40)
	.transform((text) => text.replace(/\D/g, ''))
	.pipe(z.string().length(6));

/** A code as somebody types it: six digits of an app, or a recovery code. */
export const FactorCode = z.string().trim().min(6).max(40);

/** What a browser hands back for a passkey: the standard's JSON, as text, so that forms carry it too. */
export const PasskeyText = z.string().min(2).max(40_000);

const Encoded = z.string().max(20_000);
const Extensions = z.record(z.string(), z.unknown()).default({});
const Credential = z.object({
	id: z.string().max(2000),
	rawId: z.string().max(2000),
	type: z.literal('public-key'),
	clientExtensionResults: Extensions,
});

/** What is read of a browser's answer when it made a passkey. */
export const NewPasskeyAnswer = z.object({
	...Credential.shape,
	response: z.object({
		clientDataJSON: Encoded,
		attestationObject: Encoded,
		transports: z.array(z.string().max(20)).max(10).optional(),
	}),
});
export type NewPasskeyAnswer = z.infer<typeof NewPasskeyAnswer>;

/** The same when it used one. */
export const PasskeyAnswer = z.object({
	...Credential.shape,
	response: z.object({
		clientDataJSON: Encoded,
		authenticatorData: Encoded,
		signature: Encoded,
		userHandle: z.string().max(200).nullish(),
	}),
});
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

/** Options for a browser's passkey dialog: they are the standard's, and pass through us unread. */
export const PasskeyOptions = z.record(z.string(), z.unknown());
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

export const AddPasskey = z.strictObject({ name: PasskeyName, passkey: PasskeyText });
export type AddPasskey = z.infer<typeof AddPasskey>;

export const RenamePasskey = z.strictObject({ passkeyId: z.uuid(), name: PasskeyName });
export type RenamePasskey = z.infer<typeof RenamePasskey>;

export const RemovePasskey = z.strictObject({ passkeyId: z.uuid() });
export type RemovePasskey = z.infer<typeof RemovePasskey>;

export const ConfirmTotp = z.strictObject({ code: TotpCode });
export type ConfirmTotp = z.infer<typeof ConfirmTotp>;

export const OwnPasskey = z.strictObject({
	id: z.uuid(),
	name: z.string(),
	createdAt: z.date(),
	lastUsedAt: z.date().nullable(),
	/** Made at an address that is no longer this one's: it cannot be used here. */
	isElsewhere: z.boolean(),
});
export type OwnPasskey = z.infer<typeof OwnPasskey>;

/** How somebody proves who they are, as their own settings show it. */
export const OwnFactors = z.strictObject({
	hasPassword: z.boolean(),
	app: z.strictObject({ since: z.date() }).nullable(),
	passkeys: z.array(OwnPasskey),
	recoveryLeft: z.int(),
	/** Whether changes are open to this session now, or a proof is asked for first. */
	isFresh: z.boolean(),
	/** Whether this very session was proved by one. */
	hasShown: z.boolean(),
});
export type OwnFactors = z.infer<typeof OwnFactors>;

/** An app's secret while it is set up, and its picture: a path in a square of `size` modules. */
export const TotpSetup = z.strictObject({
	secret: z.string(),
	uri: z.string(),
	picture: z.strictObject({ size: z.int(), path: z.string() }),
});
export type TotpSetup = z.infer<typeof TotpSetup>;

/** New recovery codes, shown this once; none when there were some already. */
export const NewCodes = z.strictObject({ recoveryCodes: z.array(z.string()).nullable() });
export type NewCodes = z.infer<typeof NewCodes>;
