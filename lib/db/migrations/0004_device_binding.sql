ALTER TABLE `sessions` ADD `device_offered_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `device_key` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `device_proofs` integer;--> statement-breakpoint
CREATE INDEX `sessions_device_key` ON `sessions` (`device_key`);