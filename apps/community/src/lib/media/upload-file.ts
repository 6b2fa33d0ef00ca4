import { DetailedError, Upload } from 'tus-js-client';
import type { FileFacts } from '@kith/domains/media/schema';
import { api } from '#lib/shell/api.ts';
import { posterOf } from './film-poster.ts';

/** What an upload came to: the file, or a stable code such as `media.member_full`; `network` without an answer. */
export type FileOutcome =
	| { ok: true; file: FileFacts }
	| { ok: false; code: string; retryAfterSeconds: number; limitBytes: number };

type Options = {
	/** Called with the part that is sent, from 0 to 1. */
	onprogress?: (part: number) => void;
	signal?: AbortSignal;
};

/** As the server takes them: a connection that drops loses at most one. */
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Half a minute without a connection is waited for; after that the same file goes on when it is chosen again. */
const RETRY_DELAYS = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

/**
 * Sends a file of any kind, in chunks. One that broke off, even by closing the page, goes on where it stopped when the
 * same file is chosen again. Never throws: an aborted or failed upload is an outcome too.
 */
export async function uploadFile(file: File, options: Options = {}): Promise<FileOutcome> {
	try {
		const fileId = await send(file, options);
		const sent = await (await api()).media.file.query({ fileId });
		return { ok: true, file: sent.kind === 'video' ? await withPoster(sent, file) : sent };
	} catch (error) {
		return refusalOf(error);
	}
}

async function send(file: File, { onprogress, signal }: Options): Promise<string> {
	const { promise, resolve, reject } = Promise.withResolvers<string>();
	const upload = new Upload(file, {
		...{ endpoint: '/api/uploads', chunkSize: CHUNK_BYTES, retryDelays: RETRY_DELAYS },
		metadata: { filename: file.name },
		removeFingerprintOnSuccess: true,
		onShouldRetry: ({ originalResponse }) => mayTryAgain(originalResponse?.getStatus()),
		onProgress: (sent, total) => onprogress?.(sent / total),
		onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
		onError: reject,
	});
	signal?.addEventListener('abort', () => {
		// What was stopped on purpose shall not take room for a day.
		void upload.abort(true).catch(() => undefined);
		reject(new DOMException('stopped', 'AbortError'));
	});
	const [before] = await upload.findPreviousUploads();
	if (before) upload.resumeFromPreviousUpload(before);
	upload.start();
	return promise;
}

/** No answer, ours being away, a connection that stalled (408), bytes we have already (409): the same file may go on. */
const mayTryAgain = (status = 0) =>
	status < 400 || status >= 500 || [408, 409, 423].includes(status);

/** A film without a picture is still a film: what goes wrong here is no failure. */
async function withPoster(film: FileFacts, file: File): Promise<FileFacts> {
	try {
		const body = await posterOf(file);
		const response = await fetch(`/api/posters?film=${film.fileId}`, { method: 'POST', body });
		return response.ok ? ((await response.json()) as FileFacts) : film;
	} catch {
		return film;
	}
}

function refusalOf(error: unknown): Extract<FileOutcome, { ok: false }> {
	const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
	const { code = 'network', details = {} } = parsed(body);
	const number = (name: string) => Number(details[name] ?? 0) || 0;
	return {
		...{ ok: false, code },
		...{ retryAfterSeconds: number('retryAfterSeconds'), limitBytes: number('limitBytes') },
	};
}

function parsed(body: string | undefined): { code?: string; details?: Record<string, unknown> } {
	try {
		return JSON.parse(body ?? '{}') as object;
	} catch {
		return {};
	}
}
