"""Addresses of the participant's pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
