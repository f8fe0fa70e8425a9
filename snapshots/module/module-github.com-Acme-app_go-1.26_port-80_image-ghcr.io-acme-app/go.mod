module github.com/Acme/app

go 1.26.0
