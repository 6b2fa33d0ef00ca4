terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
  # bucket and region come from -backend-config at init.
  backend "s3" {
    key          = "kith/staging.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = { product = "kith", environment = "staging" }
  }
}

locals {
  name = "kith-staging"
  port = 3000
}

module "network" {
  source       = "../../modules/network"
  name         = local.name
  region       = var.region
  cidr_block   = "10.20.0.0/16"
  nat          = var.nat
  service_port = local.port
}

module "database" {
  source            = "../../modules/database"
  name              = local.name
  subnet_ids        = module.network.private_subnet_ids
  security_group_id = module.network.security_group_ids.database
  instance_class    = var.database_class
  multi_az          = false
  storage_gb        = 40
  backup_days       = 14
  password          = var.database_password
  password_version  = var.database_password_version
}

module "storage" {
  source           = "../../modules/storage"
  bucket           = var.media_bucket
  old_version_days = 30
}

module "service" {
  source               = "../../modules/service"
  name                 = local.name
  region               = var.region
  image                = var.image
  repository_arn       = var.repository_arn
  platform_host        = var.platform_host
  certificate_arn      = var.certificate_arn
  port                 = local.port
  web                  = { cpu = 512, memory = 1024, count = 2 }
  worker               = { cpu = 256, memory = 512, count = 1 }
  log_days             = 30
  vpc_id               = module.network.vpc_id
  public_subnet_ids    = module.network.public_subnet_ids
  task_subnet_ids      = module.network.task_subnet_ids
  tasks_need_public_ip = module.network.tasks_need_public_ip
  security_group_ids   = module.network.security_group_ids
  bucket_arn           = module.storage.bucket_arn
  environment = {
    MAIL_FROM = var.mail_from
    S3_BUCKET = module.storage.bucket
    S3_REGION = var.region
  }

  secret_versions = {
    KITH_SECRET                   = var.kith_secret_version
    RESEND_API_KEY                = var.resend_api_key_version
    RESEND_WEBHOOK_SECRET         = var.resend_webhook_secret_version
    STRIPE_SECRET_KEY             = var.stripe_secret_key_version
    STRIPE_WEBHOOK_SECRET         = var.stripe_webhook_secret_version
    STRIPE_CONNECT_WEBHOOK_SECRET = var.stripe_connect_webhook_secret_version
    DATABASE_URL                  = var.database_password_version
  }
  # Encrypted, without checking RDS's own authority, which Node does not know.
  secrets = {
    KITH_SECRET                   = var.kith_secret
    RESEND_API_KEY                = var.resend_api_key
    RESEND_WEBHOOK_SECRET         = var.resend_webhook_secret
    STRIPE_SECRET_KEY             = var.stripe_secret_key
    STRIPE_WEBHOOK_SECRET         = var.stripe_webhook_secret
    STRIPE_CONNECT_WEBHOOK_SECRET = var.stripe_connect_webhook_secret
    DATABASE_URL                  = "postgres://${module.database.owner}:${var.database_password}@${module.database.endpoint}/${module.database.name}?uselibpqcompat=true&sslmode=require"
  }
}
