import type { Domain } from '../domain.ts';
import { mediaJobs } from './media.jobs.ts';
import { mediaPermissions, mediaPolicy } from './media.policy.ts';

export { changeAvatar, releaseFilesOf, requireLogo } from './bind-files.ts';
export { fileUrl } from './blob-keys.ts';
export { openFile, type OpenedFile } from './open-file.ts';
export { uploadImage, uploadLogo } from './upload-image.ts';

export const media = {
	policy: mediaPolicy,
	permissions: mediaPermissions,
	jobs: mediaJobs,
} as const satisfies Domain;
