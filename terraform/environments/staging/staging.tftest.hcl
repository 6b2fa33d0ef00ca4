# No cloud, no cost: the provider is mocked, our own expressions are real.
mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::kith-staging-media" }
  }
}

variables {
  platform_host                 = "staging.kith.example"
  certificate_arn               = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  image                         = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/kith:0.1.0"
  repository_arn                = "arn:aws:ecr:eu-central-1:123456789012:repository/kith"
  media_bucket                  = "kith-staging-media"
  mail_from                     = "hello@staging.kith.example"
  database_password             = "0123456789abcdef0123456789abcdef"
  kith_secret                   = "fedcba9876543210fedcba9876543210"
  resend_api_key                = "re_test"
  resend_webhook_secret         = "whsec_test"
  stripe_secret_key             = "sk_test_12345678"
  stripe_webhook_secret         = "whsec_0123456789abcdef"
  stripe_connect_webhook_secret = "whsec_fedcba9876543210"
}

run "the_environment_fits_together" {
  command = apply

  assert {
    condition     = output.task_network.awsvpcConfiguration.assignPublicIp == "DISABLED"
    error_message = "With a NAT gateway tasks must have no public address."
  }
}

run "without_a_nat_gateway_tasks_get_public_addresses" {
  command = apply
  variables {
    nat = "none"
  }

  assert {
    condition     = output.task_network.awsvpcConfiguration.assignPublicIp == "ENABLED"
    error_message = "Without a NAT gateway tasks need a public address."
  }
}

run "a_password_that_would_break_the_url_is_refused" {
  command = plan
  variables {
    database_password = "p@ssword/with:marks-0123456789abcdef"
  }
  expect_failures = [var.database_password]
}
