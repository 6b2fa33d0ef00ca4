variable "region" {
  description = "AWS region."
  type        = string
  default     = "eu-central-1"
}

variable "platform_host" {
  description = "Host of the studio, such as staging.kith.example."
  type        = string
}

variable "certificate_arn" {
  description = "ACM certificate in this region for the platform host and its wildcard."
  type        = string
  validation {
    condition     = startswith(var.certificate_arn, "arn:aws:acm:")
    error_message = "certificate_arn must be an ACM certificate."
  }
}

variable "image" {
  description = "Image in ECR with its version."
  type        = string
}

variable "repository_arn" {
  description = "The ECR repository of the image."
  type        = string
}

variable "media_bucket" {
  description = "Name of the media bucket, unique in all of S3."
  type        = string
}

variable "mail_from" {
  description = "Sender address; its domain must be verified at Resend."
  type        = string
}

variable "nat" {
  description = "none, single or per_zone."
  type        = string
  default     = "single"
}

variable "database_class" {
  description = "Size of the database."
  type        = string
  default     = "db.t4g.medium"
}

variable "database_password" {
  description = "Owner's password; letters and digits, for it becomes part of a URL."
  type        = string
  ephemeral   = true
  sensitive   = true
  validation {
    condition     = can(regex("^[A-Za-z0-9]{32,64}$", var.database_password))
    error_message = "database_password must be 32 to 64 letters and digits."
  }
}

variable "database_password_version" {
  description = "Raise it to write a new database password."
  type        = number
  default     = 1
}

variable "kith_secret" {
  description = "KITH_SECRET: at least 32 characters."
  type        = string
  ephemeral   = true
  sensitive   = true
  validation {
    condition     = length(var.kith_secret) >= 32
    error_message = "kith_secret must have at least 32 characters."
  }
}

variable "kith_secret_version" {
  description = "Raise it to write a new KITH_SECRET."
  type        = number
  default     = 1
}

variable "resend_api_key" {
  description = "RESEND_API_KEY."
  type        = string
  ephemeral   = true
  sensitive   = true
  validation {
    condition     = startswith(var.resend_api_key, "re_")
    error_message = "resend_api_key must start with re_."
  }
}

variable "resend_api_key_version" {
  description = "Raise it to write a new RESEND_API_KEY."
  type        = number
  default     = 1
}

variable "resend_webhook_secret" {
  description = "RESEND_WEBHOOK_SECRET: of the webhook at Resend that posts to /webhooks/resend."
  type        = string
  ephemeral   = true
  sensitive   = true
  validation {
    condition     = startswith(var.resend_webhook_secret, "whsec_")
    error_message = "resend_webhook_secret must start with whsec_."
  }
}

variable "resend_webhook_secret_version" {
  description = "Raise it to write a new RESEND_WEBHOOK_SECRET."
  type        = number
  default     = 1
}

variable "stripe_secret_key" {
  description = "STRIPE_SECRET_KEY: sk_… or rk_…, a test key moves no money."
  type        = string
  ephemeral   = true
  sensitive   = true
  validation {
    condition     = can(regex("^[rs]k_(test|live)_", var.stripe_secret_key))
    error_message = "stripe_secret_key must be a secret or restricted key."
  }
}

variable "stripe_secret_key_version" {
  description = "Raise it to write a new STRIPE_SECRET_KEY."
  type        = number
  default     = 1
}

variable "stripe_webhook_secret" {
  description = "STRIPE_WEBHOOK_SECRET: of the endpoint at Stripe that posts to /webhooks/stripe."
  type        = string
  ephemeral   = true
  sensitive   = true
  validation {
    condition     = startswith(var.stripe_webhook_secret, "whsec_")
    error_message = "stripe_webhook_secret must start with whsec_."
  }
}

variable "stripe_webhook_secret_version" {
  description = "Raise it to write a new STRIPE_WEBHOOK_SECRET."
  type        = number
  default     = 1
}

variable "stripe_connect_webhook_secret" {
  description = "STRIPE_CONNECT_WEBHOOK_SECRET: of the endpoint for connected accounts, /webhooks/stripe-connect."
  type        = string
  ephemeral   = true
  sensitive   = true
  validation {
    condition     = startswith(var.stripe_connect_webhook_secret, "whsec_")
    error_message = "stripe_connect_webhook_secret must start with whsec_."
  }
}

variable "stripe_connect_webhook_secret_version" {
  description = "Raise it to write a new STRIPE_CONNECT_WEBHOOK_SECRET."
  type        = number
  default     = 1
}
