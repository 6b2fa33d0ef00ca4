mock_provider "aws" {}

variables {
  name                 = "kith-test"
  region               = "eu-central-1"
  image                = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/kith:0.1.0"
  repository_arn       = "arn:aws:ecr:eu-central-1:123456789012:repository/kith"
  platform_host        = "kith.example"
  certificate_arn      = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  secret_versions      = { KITH_SECRET = 1, DATABASE_URL = 1 }
  secrets              = { KITH_SECRET = "a", DATABASE_URL = "b" }
  web                  = { cpu = 256, memory = 512, count = 3 }
  worker               = { cpu = 256, memory = 512, count = 1 }
  port                 = 3000
  log_days             = 7
  vpc_id               = "vpc-1"
  public_subnet_ids    = ["subnet-1", "subnet-2"]
  task_subnet_ids      = ["subnet-3", "subnet-4"]
  tasks_need_public_ip = false
  security_group_ids   = { balancer = "sg-1", service = "sg-2" }
  bucket_arn           = "arn:aws:s3:::media"
}

run "secrets_reach_tasks_by_reference_only" {
  command = apply

  assert {
    condition = alltrue([
      for task in aws_ecs_task_definition.this :
      toset([for secret in jsondecode(task.container_definitions)[0].secrets : secret.name]) == toset(["KITH_SECRET", "DATABASE_URL"])
    ])
    error_message = "Every task must get both secrets from Secrets Manager."
  }
  assert {
    condition = alltrue([
      for task in aws_ecs_task_definition.this :
      length([for setting in jsondecode(task.container_definitions)[0].environment : setting if contains(["KITH_SECRET", "DATABASE_URL"], setting.name)]) == 0
    ])
    error_message = "A secret stands in the clear in a task definition."
  }
}

run "only_web_tasks_stand_behind_the_balancer" {
  command = apply

  assert {
    condition     = length(aws_ecs_service.worker.load_balancer) == 0 && one(aws_ecs_service.web.load_balancer).container_port == 3000
    error_message = "The worker must not be reachable."
  }
  assert {
    condition     = aws_ecs_service.web.desired_count == 3
    error_message = "The number of web tasks is the caller's."
  }
}

run "the_outside_cannot_ask_internal_paths" {
  command = apply

  assert {
    condition     = contains(one(one(aws_lb_listener_rule.inward.condition).path_pattern).values, "/internal/*") && one(one(aws_lb_listener_rule.inward.action).fixed_response).status_code == "404"
    error_message = "Internal paths must answer 404."
  }
}

run "an_image_without_a_version_is_refused" {
  command = plan
  variables {
    image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/kith:latest"
  }
  expect_failures = [var.image]
}

run "the_session_secret_cannot_be_left_out" {
  command = plan
  variables {
    secret_versions = { DATABASE_URL = 1 }
  }
  expect_failures = [var.secret_versions]
}
