CREATE TABLE `cart_lines` (
	`user_id` text NOT NULL,
	`product_id` text NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`user_id`, `product_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `merged_carts` (
	`id` text PRIMARY KEY NOT NULL,
	`merged_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `merged_carts_merged_at` ON `merged_carts` (`merged_at`);--> statement-breakpoint
CREATE TABLE `order_lines` (
	`order_id` text NOT NULL,
	`product_id` text NOT NULL,
	`name` text NOT NULL,
	`unit_price` integer NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`order_id`, `product_id`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`idempotency_key` text NOT NULL,
	`placed_at` integer NOT NULL,
	`total` integer NOT NULL,
	`currency` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `orders_user_id` ON `orders` (`user_id`,`placed_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_once` ON `orders` (`user_id`,`idempotency_key`);--> statement-breakpoint
CREATE TABLE `stock` (
	`product_id` text PRIMARY KEY NOT NULL,
	`available` integer NOT NULL,
	CONSTRAINT "stock_available" CHECK("stock"."available" >= 0)
);
--> statement-breakpoint
INSERT INTO `stock` (`product_id`, `available`) VALUES
	('p01', 1000), ('p02', 1000), ('p03', 1000), ('p04', 1000), ('p05', 1000), ('p06', 1000),
	('p07', 1000), ('p08', 1000), ('p09', 1000), ('p10', 1000), ('p11', 1000), ('p12', 1000);
