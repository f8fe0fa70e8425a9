module github.com/Acme/app

go 1.27.0
