import { createPlatformClient } from '@kith/client/browser';
import { ARCHIVE_CHUNK_BYTES } from '@kith/domains/archives/schema';

const TRIES = 5;

type Sending = {
	file: File;
	organizationId: string;
	/** An archive that broke off, and how much of it had arrived. */
	resumes: { id: string; received: number } | null;
	onProgress: (part: number) => void;
};

/** Sends a file in parts, and goes on from what has arrived when a part was lost. Throws with the stable code. */
export async function sendArchive({ file, organizationId, resumes, onProgress }: Sending) {
	const { archives } = createPlatformClient();
	const about = { organizationId, name: file.name, bytes: file.size };
	const archiveId = resumes?.id ?? (await archives.beginImport.mutate(about)).archiveId;
	let sent = resumes?.received ?? 0;
	let failures = 0;
	while (sent < file.size) {
		onProgress(sent / file.size);
		const answer = await fetch(`/api/archives/${archiveId}?offset=${sent}`, {
			method: 'PUT',
			body: file.slice(sent, sent + ARCHIVE_CHUNK_BYTES),
			headers: { 'content-type': 'application/octet-stream' },
		}).catch(() => null);
		const told = answer && ((await answer.json().catch(() => ({}))) as Told);
		const received = told?.received ?? told?.details?.received;
		if (answer?.ok && received !== undefined) [sent, failures] = [received, 0];
		else if (answer?.status === 409 && received !== undefined && received > sent) sent = received;
		else if (answer && answer.status < 500) throw new Error(told?.code ?? 'network');
		else if (++failures >= TRIES) throw new Error('network');
		else await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures));
	}
	onProgress(1);
}

type Told = { received?: number; code?: string; details?: { received?: number } };
