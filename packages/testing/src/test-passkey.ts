import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** Options of a passkey dialog, as far as an authenticator reads them. */
type Options = Record<string, unknown>;

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest();
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** Present, verified; with key material of a new credential. */
const FLAGS = { used: 0x05, made: 0x45, unverified: 0x01 };

/** An authenticator in software, as a browser on `origin` reaches it: makes one passkey and answers with it. */
export function createTestPasskey(origin: string) {
	const host = new URL(origin).hostname;
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
	const id = randomBytes(32);
	let uses = 0;
	let handle = '';

	const clientData = (type: string, options: Options) =>
		Buffer.from(
			JSON.stringify({ type, challenge: options['challenge'], origin, crossOrigin: false }),
		);
	const authData = (flags: number, rest: Uint8Array) => {
		const head = Buffer.alloc(5);
		head.writeUInt8(flags, 0);
		head.writeUInt32BE(uses, 1);
		return Buffer.concat([sha256(host), head, rest]);
	};
	const answer = (response: object) =>
		JSON.stringify({
			...{ id: base64url(id), rawId: base64url(id), type: 'public-key' },
			...{ response, clientExtensionResults: {}, authenticatorAttachment: 'platform' },
		});

	return {
		/** What a browser hands back when it made this passkey. */
		make(options: Options): string {
			handle = String(Reflect.get(Object(options['user']), 'id'));
			const length = Buffer.from([0, id.length]);
			const key = [Buffer.alloc(16), length, id, coseKey(x, y)];
			const data = authData(FLAGS.made, Buffer.concat(key));
			return answer({
				clientDataJSON: base64url(clientData('webauthn.create', options)),
				attestationObject: base64url(attestation(data)),
				transports: ['internal'],
			});
		},
		/** What a browser hands back when it used it; `isVerified` says whether its owner had to show themselves. */
		use(options: Options, { isVerified = true } = {}): string {
			uses++;
			const data = authData(isVerified ? FLAGS.used : FLAGS.unverified, Buffer.alloc(0));
			const client = clientData('webauthn.get', options);
			const signer = createSign('SHA256').update(Buffer.concat([data, sha256(client)]));
			return answer({
				clientDataJSON: base64url(client),
				authenticatorData: base64url(data),
				signature: base64url(signer.sign(privateKey)),
				userHandle: handle,
			});
		},
	};
}

/** `{ 1: 2, 3: -7, -1: 1, -2: x, -3: y }` in CBOR: an ES256 key. */
function coseKey(x: string, y: string): Buffer {
	const part = (label: number, text: string) =>
		Buffer.concat([Buffer.from([label, 0x58, 32]), Buffer.from(text, 'base64url')]);
	const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
	return Buffer.concat([head, part(0x21, x), part(0x22, y)]);
}

/** `{ fmt: 'none', attStmt: {}, authData }` in CBOR. */
function attestation(authData: Uint8Array): Buffer {
	const text = (word: string) =>
		Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
	const size = Buffer.from([0x58, authData.length]);
	return Buffer.concat([
		...[Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])],
		...[text('authData'), size, authData],
	]);
}
