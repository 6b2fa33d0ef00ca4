export { default as Part } from './AnnouncementPart.svelte';
export * from './signs/announcement.ts';
