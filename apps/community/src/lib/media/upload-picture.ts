import type { PicturePurpose, UploadedFile } from '@kith/domains/media/schema';

/** What an upload came to: the picture, or a stable code such as `images.not_an_image`; `network` without an answer. */
export type UploadOutcome =
	| { ok: true; picture: UploadedFile }
	| { ok: false; code: string; retryAfterSeconds: number };

type Options = {
	purpose: PicturePurpose;
	/** Called with the part that is sent, from 0 to 1. */
	onprogress?: (part: number) => void;
	signal?: AbortSignal;
};

/** Sends a picture to this community. Never throws: an aborted or failed upload is an outcome too. */
export function uploadPicture(
	file: File,
	{ purpose, onprogress, signal }: Options,
): Promise<UploadOutcome> {
	// Not `fetch`: it cannot tell how much has been sent.
	const request = new XMLHttpRequest();
	request.open('POST', `/api/images?purpose=${purpose}`);
	request.responseType = 'json';
	request.setRequestHeader('content-type', file.type || 'application/octet-stream');
	request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
	request.upload.addEventListener('progress', ({ loaded, total }) => {
		if (total > 0) onprogress?.(loaded / total);
	});
	signal?.addEventListener('abort', () => request.abort(), { once: true });
	return new Promise((resolve) => {
		request.addEventListener('loadend', () => resolve(outcomeOf(request)));
		request.send(file);
	});
}

function outcomeOf({ status, response }: XMLHttpRequest): UploadOutcome {
	if (status === 200 && isPicture(response)) return { ok: true, picture: response };
	const { code, details } = isRecord(response) ? response : {};
	const seconds = isRecord(details) ? Number(details['retryAfterSeconds']) : 0;
	return {
		ok: false,
		code: typeof code === 'string' ? code : (REFUSED[status] ?? 'network'),
		retryAfterSeconds: Number.isFinite(seconds) ? seconds : 0,
	};
}

/** A proxy in front may refuse before we do, in its own words. */
const REFUSED: Readonly<Record<number, string>> = { 413: 'media.too_large', 500: 'internal' };

function isPicture(value: unknown): value is UploadedFile {
	return isRecord(value) && typeof value['fileId'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
